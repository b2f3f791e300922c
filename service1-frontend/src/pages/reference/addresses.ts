import type { FrontendConfig } from '../../config';

export type ServiceName = 'frontend' | 'number' | 'float' | 'product';

/** The base URL and the OpenAPI document of each service, as visitors reach them. Paths are relative to the site. */
export type ApiAddresses = Record<ServiceName, { url: string; document: string }> & {
  /** Whether visitors come through nginx, which hides the internal operations from them. */
  isBehindNginx: boolean;
};

/** Behind nginx, all services share the address `API_URL`. Otherwise each has the address that the frontend itself calls. */
export function apiAddresses({
  API_URL,
  NUMBER_URL,
  FLOAT_URL,
  PRODUCT_URL,
}: Pick<FrontendConfig, 'NUMBER_URL' | 'FLOAT_URL' | 'PRODUCT_URL'> & {
  API_URL?: string | undefined;
}): ApiAddresses {
  const address = (name: string, url: string) =>
    API_URL === undefined
      ? { url, document: `${url}/openapi.json` }
      : { url: API_URL, document: `${API_URL}/${name}/openapi.json` };
  return {
    frontend: { url: '', document: `${API_URL === undefined ? '' : `${API_URL}/frontend`}/openapi.json` },
    number: address('number', NUMBER_URL),
    float: address('float', FLOAT_URL),
    product: address('product', PRODUCT_URL),
    isBehindNginx: API_URL !== undefined,
  };
}
