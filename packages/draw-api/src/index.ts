export { drawRoutes } from './routes';
export type { DrawRequest, DrawStream } from './stream';
