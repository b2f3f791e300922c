import express from 'express';
import fc from 'fast-check';
import { z } from 'zod';
import { commonVariables, serviceUrl, wholeNumber } from '../src';

const accepts = (schema: z.ZodType, text: string) => schema.safeParse(text).success;
const messageOf = (schema: z.ZodType, text: string) => schema.safeParse(text).error?.issues[0]?.message;

test('A whole number within its limits is accepted', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (value) => {
      expect(accepts(wholeNumber(10, 65_535), String(value))).toBe(value >= 10 && value <= 65_535);
    }),
  );
});

test.each(['', ' 1', '1 ', '+1', '-1', '1.0', '1e3', '0x10', 'ten', '٣', '1\n', '99999999999999999'])(
  'The text %j is not a whole number',
  (text) => {
    expect(messageOf(wholeNumber(0, 1_000, 'milliseconds'), text)).toBe(
      'must be a whole number of milliseconds from 0 to 1000',
    );
  },
);

test('The limits of a whole number are accepted', () => {
  expect(wholeNumber(1, 9).parse('1')).toBe(1);
  expect(wholeNumber(1, 9).parse('9')).toBe(9);
  expect(messageOf(wholeNumber(1, 9), '0')).toBe('must be a whole number from 1 to 9');
});

test.each([
  ['http://127.0.0.1:5001', 'http://127.0.0.1:5001'],
  ['https://float.example/api//', 'https://float.example/api'],
  ['http://[::1]:5001/', 'http://[::1]:5001'],
])('The service URL %s is read as %s', (text, url) => {
  expect(serviceUrl.parse(text)).toBe(url);
});

test.each(['', 'float:5002', '127.0.0.1:5002', '//float', 'ftp://float', 'http://', 'file:///etc/passwd'])(
  'The text %j is not a service URL',
  (text) => {
    expect(messageOf(serviceUrl, text)).toBe('must be an http:// or https:// URL');
  },
);

test('A service listens on 127.0.0.1, on its own port, and drains for 5 s by default', () => {
  expect(z.object(commonVariables(5002)).parse({})).toEqual({
    HOST: '127.0.0.1',
    PORT: 5002,
    LOG_LEVEL: 'info',
    TRUST_PROXY: [],
    DRAIN_MS: 5_000,
    SHUTDOWN_TIMEOUT_MS: 10_000,
    DRILLS: 'off',
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    OTEL_TRACES_SAMPLER_ARG: 1,
  });
});

test.each([
  ['loopback, uniquelocal', ['loopback', 'uniquelocal']],
  [
    'linklocal,10.0.0.1 , 172.16.0.0/12,::1,fd00::/8',
    ['linklocal', '10.0.0.1', '172.16.0.0/12', '::1', 'fd00::/8'],
  ],
])('The trusted proxies %j are accepted, by Express too', (text, parts) => {
  const proxies = z.object(commonVariables(1)).shape.TRUST_PROXY.parse(text);
  expect(proxies).toEqual(parts);
  expect(() => express().set('trust proxy', proxies)).not.toThrow();
});

test.each([
  'true',
  '1',
  'nginx',
  '10.0.0.1;10.0.0.2',
  '10.0.0.0/33',
  '10.0.0.0/0',
  '::/129',
  'loopback,',
  '10.0.0',
])('The text %j is not a list of trusted proxies', (text) => {
  expect(messageOf(z.object(commonVariables(1)).shape.TRUST_PROXY, text)).toBe(
    'must be a comma-separated list of addresses, ranges such as 10.0.0.0/8, loopback, linklocal or uniquelocal',
  );
});

test('An unknown log level is refused with the known levels', () => {
  expect(messageOf(z.object(commonVariables(1)).shape.LOG_LEVEL, 'loud')).toBe(
    'must be one of trace, debug, info, warn, error, fatal, silent',
  );
});
