import { ApiError } from '../../lib/api-error.ts';
import { waitWords } from '../../lib/wait-words.ts';

/** Problems that are listed at once; the rest is counted. */
const mostShown = 8;

/** What went wrong, read out as it appears: in one sentence, or every member of the request that was refused. */
export function ProblemAlert({ error, lead }: { readonly error: Error | null; readonly lead?: string }) {
  const errors = error instanceof ApiError ? error.errors : [];
  return (
    <div role="alert">
      {error !== null && (
        <div className="rounded-xl bg-danger-soft px-3 py-2.5 text-danger text-sm">
          <p className="font-medium">{lead ?? sentenceOf(error)}</p>
          {lead !== undefined && errors.length === 0 && <p className="mt-1">{sentenceOf(error)}</p>}
          {lead !== undefined && errors.length > 0 && (
            <ul className="mt-1 list-disc pl-5">
              {errors.slice(0, mostShown).map(({ pointer, detail }) => (
                <li key={`${pointer} ${detail}`} className="wrap-anywhere">
                  {pointer !== undefined && /[a-z]/i.test(pointer) && <code>{pointer}: </code>}
                  {detail}
                </li>
              ))}
              {errors.length > mostShown && <li>and {errors.length - mostShown} more</li>}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

function sentenceOf(error: Error): string {
  if (error instanceof ApiError && error.code === 'rate-limited')
    return error.retryAfterSeconds === null
      ? 'Too many attempts. Try again later.'
      : `Too many attempts. Try again in ${waitWords(error.retryAfterSeconds)}.`;
  return error.message.endsWith('.') ? error.message : `${error.message}.`;
}

/** What is wrong with one member, by its JSON pointer; `undefined` where nothing is. */
export function errorOf(error: Error | null, pointer: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.errors.find((each) => each.pointer === pointer)?.detail;
}
