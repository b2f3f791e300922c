import { Command } from 'commander';
import type { Output } from './output';

export interface Options {
  dev: boolean;
}

const ENVIRONMENT = `
\`npm run dev\` is short for \`npm start -- --dev\`.

Environment:
  PORT or FRONTEND_PORT  port of the frontend service (default: 5000)
  NUMBER_PORT            port of the number service (default: 5001)
  FLOAT_PORT             port of the float service (default: 5002)
  PRODUCT_PORT           port of the product service (default: 5003)
  HOST                   address to listen on (default: 127.0.0.1, which only this machine can reach)
  DATABASE_URL           database of the history (default: sqlite:data/quartet.db)
  LOG_LEVEL              lowest level to log (default: warn; with --dev: info)
docs/configuration.md lists all settings of a service.`;

/** Reads the command line. @throws {CommanderError} after it has printed the help or what is wrong */
export function parseOptions(args: string[], { stdout, stderr }: Output): Options {
  return new Command('npm start --')
    .description('Start the four services from the build.')
    .option(
      '--dev',
      'start the services from their sources, and restart a service when its sources change',
      false,
    )
    .addHelpText('after', ENVIRONMENT)
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .showHelpAfterError()
    .exitOverride()
    .parse(args, { from: 'user' })
    .opts<Options>();
}
