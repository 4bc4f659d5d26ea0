/** A helm test: asks once and says what came. Arguments: URL, expected status, a text the body must hold (optional). */
const [url, status, text = ''] = process.argv.slice(1);
const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error) => {
  console.error(`GET ${url}: ${error.cause?.code ?? error.message}`);
  process.exit(1);
});
const body = await response.text();
console.log(`GET ${url}: ${response.status}\n${body.slice(0, 500)}`);
if (response.status !== Number(status)) {
  console.error(`expected status ${status}`);
  process.exit(1);
}
if (!body.includes(text)) {
  console.error(`expected a body with ${JSON.stringify(text)}`);
  process.exit(1);
}
