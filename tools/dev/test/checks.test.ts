import { createServer } from 'node:net';
import { checkPorts } from '../src/checks';
import { servicesFrom } from '../src/services';
import { freePorts } from './free-ports';

const onPorts = ([number, float, product, frontend]: number[]) =>
  servicesFrom({
    NUMBER_PORT: String(number),
    FLOAT_PORT: String(float),
    PRODUCT_PORT: String(product),
    PORT: String(frontend),
  });

test('Free ports pass the check and stay free', async () => {
  const services = onPorts(await freePorts(4));
  await checkPorts(services, '127.0.0.1');
  await checkPorts(services, '127.0.0.1');
});

test('All ports in use are reported with the variables that set them', async () => {
  const ports = await freePorts(4);
  const [, float, , frontend] = ports;
  const servers = [float, frontend].map((port) => createServer().listen(port, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  await expect(checkPorts(onPorts(ports), '127.0.0.1')).rejects.toThrow(
    `Port ${float} is in use. Stop the other program, or set FLOAT_PORT to another port.\n` +
      `Port ${frontend} is in use. Stop the other program, or set PORT to another port.`,
  );
  for (const server of servers) server.close();
});

test('An address that the machine does not have passes, because the services report it', async () => {
  await checkPorts(onPorts(await freePorts(4)), '192.0.2.1');
});
