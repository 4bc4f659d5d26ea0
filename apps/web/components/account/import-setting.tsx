import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useRef, useState } from 'react';
import { type ImportFile, readImportFile } from '../../lib/import-file.ts';
import { counted } from '../../lib/wait-words.ts';
import { plainButton } from '../buttons.ts';
import { useTaskServices } from '../todo/task-services.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { Setting } from './setting.tsx';
import { useAccountClient } from './use-account.ts';

type Chosen = { readonly name: string; readonly file: ImportFile };

/** A file's tasks are added, all or none: first it is said what that would do, then it is done, and can be taken back. */
export function ImportSetting() {
  const account = useAccountClient();
  const { api } = useTaskServices();
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const readAgain = () => client.invalidateQueries();
  const preview = useMutation({ mutationFn: account.previewImport });
  const add = useMutation({
    mutationFn: account.importFile,
    onSuccess: () => {
      setChosen(null);
      return readAgain();
    },
  });
  const undo = useMutation({
    mutationFn: (activityId: string) => api.undo(activityId),
    onSuccess: readAgain,
  });

  const choose = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const [picked] = input.files ?? [];
    if (picked === undefined) return;
    for (const each of [preview, add, undo]) each.reset();
    const text = await picked.text();
    const file = readImportFile({ name: picked.name, text });
    setChosen({ name: picked.name, file });
    if (file.ok) preview.mutate(file);
    // The same file, corrected, can be chosen again.
    input.value = '';
  };
  const file = chosen?.file;
  const activityId = add.data?.activityId ?? null;
  const failure = add.error ?? preview.error;

  return (
    <Setting
      title="Import"
      hint="Adds the tasks of an exported file, JSON or CSV. What is there stays as it is; the same file twice adds its tasks twice."
    >
      <input
        ref={field}
        type="file"
        accept=".json,.csv,application/json,text/csv"
        aria-label="File to import"
        onChange={(event) => void choose(event)}
        hidden
      />
      <div>
        <button type="button" onClick={() => field.current?.click()} className={plainButton}>
          {chosen === null ? 'Choose a file…' : 'Choose another file…'}
        </button>
      </div>
      <div role="status" className="grid gap-3 empty:hidden">
        {chosen !== null && file?.ok && failure === null && (
          <ImportPreview
            name={chosen.name}
            found={preview.data ?? null}
            isBusy={add.isPending}
            add={() => add.mutate(file)}
          />
        )}
        {add.data !== undefined && (
          <div className="flex flex-wrap items-center gap-3 text-sm">
            <p>
              {undo.isSuccess
                ? 'The import is taken back.'
                : `Imported ${counted(add.data.imported, 'task')}.`}
            </p>
            {activityId !== null && !undo.isSuccess && (
              <button type="button" onClick={() => undo.mutate(activityId)} className={plainButton}>
                Take it back
              </button>
            )}
          </div>
        )}
      </div>
      <ProblemAlert
        error={file?.ok === false ? new Error(file.detail) : (failure ?? undo.error)}
        {...(failure !== null && { lead: `Nothing of ${chosen?.name ?? 'the file'} was imported.` })}
      />
    </Setting>
  );
}
