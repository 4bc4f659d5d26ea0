import type { ImportPreview as Found } from '@todo-chatbot/contracts';
import { previewWords, someOf } from '../../lib/import-file.ts';
import { counted } from '../../lib/wait-words.ts';
import { primaryButton } from '../buttons.ts';

/** Problems that are listed; the rest is counted. */
const mostShown = 8;

/** What importing a file would do, and the button that does it: there is none while a row cannot be read. */
export function ImportPreview(props: {
  readonly name: string;
  /** `null` while the API reads it. */
  readonly found: Found | null;
  readonly isBusy: boolean;
  readonly add: () => void;
}) {
  const { name, found, isBusy, add } = props;
  return (
    <div className="rounded-xl border border-line bg-surface p-3 text-sm">
      <p className="wrap-anywhere font-medium">{name}</p>
      {found === null ? (
        <p className="mt-0.5 text-muted">Reading…</p>
      ) : (
        <>
          <p className="mt-0.5 text-muted">would add {previewWords(found)}</p>
          <NewNames title="New projects" names={found.newProjects} />
          <NewNames title="New labels" names={found.newLabels} />
          {found.unreadable > 0 ? (
            <Problems found={found} />
          ) : (
            found.tasks + found.newProjects.length + found.newLabels.length > 0 && (
              <button
                type="button"
                aria-disabled={isBusy}
                onClick={() => {
                  if (!isBusy) add();
                }}
                className={`${primaryButton} mt-3`}
              >
                {isBusy ? 'Importing…' : `Import ${previewWords(found)}`}
              </button>
            )
          )}
        </>
      )}
    </div>
  );
}

function NewNames({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="wrap-anywhere mt-0.5 text-muted">
      {title}: {someOf(names)}
    </p>
  );
}

function Problems({ found: { problems, unreadable } }: { readonly found: Found }) {
  const shown = problems.slice(0, mostShown);
  return (
    <div className="mt-2.5 rounded-lg bg-danger-soft px-3 py-2.5 text-danger">
      <p className="font-medium">{counted(unreadable, 'row')} cannot be read, so nothing is imported:</p>
      <ul className="mt-1 list-disc pl-5">
        {shown.map(({ pointer, detail }) => (
          <li key={`${pointer} ${detail}`} className="wrap-anywhere">
            {detail}
          </li>
        ))}
        {problems.length > shown.length && <li>and {problems.length - shown.length} more</li>}
      </ul>
      <p className="mt-1">Correct them in the file and choose it again.</p>
    </div>
  );
}
