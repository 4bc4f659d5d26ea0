/**
 * Startup probe: one attempt that polls until the process answers, so that a normal start raises no `Unhealthy` event
 * (an httpGet probe fails, and warns, each time it comes before the process listens).
 *
 * Arguments: seconds to wait, URL of liveness, URL of readiness (optional). Succeeds when the first one answers 2xx, and
 * holds that answer back until the second one does too, or the time is up: only then does the kubelet ask for readiness.
 * So a database that is away never restarts a container, and one that is there costs no warning. A 4xx says that the
 * request itself is wrong: no more waiting.
 */
import { get } from 'node:http';

const ATTEMPT_MS = 2_000;
const PAUSE_MS = 100;

const [seconds, liveness, readiness] = process.argv.slice(1);
const deadline = Date.now() + Number(seconds) * 1_000;

const alive = await waitFor(liveness);
if (!alive.ok) {
  console.error(`GET ${liveness}: ${alive.reason}`);
  process.exit(1);
}
if (readiness !== undefined) await waitFor(readiness);

async function waitFor(url) {
  for (;;) {
    const { status, reason } = await ask(url);
    if (status >= 200 && status < 300) return { ok: true };
    if ((status >= 400 && status < 500) || Date.now() >= deadline) return { ok: false, reason };
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function ask(url) {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: ATTEMPT_MS }, (response) => {
      response.resume();
      resolve({
        status: response.statusCode,
        reason: `HTTP probe failed with statuscode: ${response.statusCode}`,
      });
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ATTEMPT_MS} ms`)));
    request.on('error', (error) => resolve({ status: 0, reason: error.code ?? error.message }));
  });
}
