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

test('Free ports pass, and are free afterwards', async () => {
  const services = onPorts(await freePorts(4));
  await checkPorts(services, '127.0.0.1');
  await checkPorts(services, '127.0.0.1');
});

test('Every port that is taken is named, each with the variable that sets it', async () => {
  const ports = await freePorts(4);
  const [, float, , frontend] = ports;
  const servers = [float, frontend].map((port) => createServer().listen(port, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  await expect(checkPorts(onPorts(ports), '127.0.0.1')).rejects.toThrow(
    `Port ${float} is taken: stop what uses it, or set FLOAT_PORT to another.\n` +
      `Port ${frontend} is taken: stop what uses it, or set PORT to another.`,
  );
  for (const server of servers) server.close();
});

test('An address that this machine does not have is left to the services to name', async () => {
  await checkPorts(onPorts(await freePorts(4)), '192.0.2.1');
});
