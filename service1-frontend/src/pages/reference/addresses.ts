import type { FrontendConfig } from '../../config';

export type ServiceName = 'frontend' | 'number' | 'float' | 'product';

/** Where visitors reach the services, and the OpenAPI document of each; paths are of the site itself. */
export type ApiAddresses = Record<ServiceName, { url: string; document: string }> & {
  /** Whether visitors come from outside, by nginx: what is internal is not there for them. */
  areOutside: boolean;
};

/** Behind nginx all of them are under one address, `API_URL`; otherwise each is where the frontend itself reaches it. */
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
    areOutside: API_URL !== undefined,
  };
}
