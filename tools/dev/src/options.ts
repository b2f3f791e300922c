import { readArguments } from '@quartet/command-line';

export const USAGE = `Usage: npm start [-- --help]    starts the four services from the build
       npm run dev               starts them from the sources, and restarts a service when its files change

Environment: PORT or FRONTEND_PORT (5000), NUMBER_PORT (5001), FLOAT_PORT (5002), PRODUCT_PORT (5003),
HOST (127.0.0.1: this machine only), DATABASE_URL (sqlite:data/quartet.db), LOG_LEVEL (warn; dev: info),
and the services' variables in docs/configuration.md.
`;

export interface Options {
  dev: boolean;
  help: boolean;
}

/** @throws {Error} for an unknown option, with the usage */
export function parseOptions(args: string[]): Options {
  try {
    const { values } = readArguments({
      args,
      options: {
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE.trimEnd()}`, { cause: error });
  }
}
