import { commonVariables, readConfig } from '../src';

const read = (env: NodeJS.ProcessEnv) => readConfig(commonVariables(5001), env);

test('Traces are off by default, and an empty endpoint counts as none', () => {
  for (const env of [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_TRACES_SAMPLER: '' }]) {
    const config = read(env);
    expect(config.OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
    expect(config).toMatchObject({
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
      OTEL_TRACES_SAMPLER_ARG: 1,
    });
  }
});

test('An endpoint and a sampler are read', () => {
  expect(
    read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    }),
  ).toMatchObject({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_SAMPLER_ARG: 0.25 });
});

test('Invalid values are reported together', () => {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
    OTEL_TRACES_SAMPLER: 'sometimes',
    OTEL_TRACES_SAMPLER_ARG: '1.5',
  };
  expect(() => read(env)).toThrow(
    [
      'The configuration has 3 errors:',
      '  - OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// URL',
      '  - OTEL_TRACES_SAMPLER must be one of always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off, parentbased_traceidratio',
      '  - OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1',
    ].join('\n'),
  );
});
