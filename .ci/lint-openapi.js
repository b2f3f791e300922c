/** Lints the OpenAPI documents of the four services with the recommended rules of Redocly. */
const contracts = require('@quartet/contracts');

const documents = {
  frontend: contracts.frontendOpenApi(),
  number: contracts.numberOpenApi(),
  float: contracts.floatOpenApi(),
  product: contracts.productOpenApi(),
};

async function lint() {
  const { createConfig, lintFromString } = await import('@redocly/openapi-core');
  const config = await createConfig({ extends: ['recommended'] });
  for (const [name, document] of Object.entries(documents)) {
    const source = JSON.stringify(document);
    for (const { ruleId, message, location } of await lintFromString({ source, absoluteRef: name, config })) {
      console.error(`${name}: ${location[0]?.pointer ?? '#/'}: ${message} (${ruleId})`);
      process.exitCode = 1;
    }
  }
}

void lint();
