import { useQuery } from '@tanstack/react-query';
import type { TaskChangesInput } from '@todo-chatbot/contracts';
import { ApiError } from '../../lib/api-error.ts';
import { dueDay } from '../../lib/due-dates.ts';
import { notesMaxLength, priorities, titleMaxLength } from '../../lib/limits.ts';
import { recurrenceChoices, recurrenceWords } from '../../lib/recurrence-words.ts';
import { projectsQuery, taskQuery } from '../../lib/task-query.ts';
import { priorityNames } from '../app/colours.ts';
import { CalendarIcon, CloseIcon, FlagIcon, FolderIcon, RepeatIcon, TrashIcon } from '../icons.tsx';
import { CompleteBox } from '../todo/complete-box.tsx';
import { useMoment, useTaskServices } from '../todo/task-services.tsx';
import { DueField } from './due-field.tsx';
import { Fact, fieldStyle } from './fact.tsx';
import { LabelField } from './label-field.tsx';
import { SubtaskList } from './subtask-list.tsx';
import { TextField } from './text-field.tsx';

const iconButton = 'grid size-10 place-items-center rounded-xl text-muted transition-colors hover:bg-sunken';

/** Everything about one task, each part changed in its place and saved when it is left. */
export function TaskDetails({ id, close }: { readonly id: string; readonly close: () => void }) {
  const { api, client, actions } = useTaskServices();
  const { today, timeZone } = useMoment();
  const { data: task, error } = useQuery(taskQuery(api, client, id));
  const { data: projects = [] } = useQuery(projectsQuery(api));

  if (task === undefined) {
    return (
      <div className="p-6">
        <button type="button" onClick={close} aria-label="Close" className={`${iconButton} -m-2 ml-auto`}>
          <CloseIcon />
        </button>
        {error !== null && (
          <p role="alert" className="mt-4 text-muted">
            {error instanceof ApiError && error.status === 404 ? 'This task is gone.' : error.message}
          </p>
        )}
      </div>
    );
  }

  const change = (changes: TaskChangesInput) => actions.change(task, changes);
  const day = task.due === null ? today : dueDay(task.due, timeZone);
  const rule = task.recurrence?.rrule ?? '';
  const rules = recurrenceChoices(day);

  return (
    <div className="flex min-h-full flex-col p-5">
      <div className="flex items-start gap-3">
        <span className="flex pt-1.5">
          <CompleteBox
            task={task}
            setCompleted={(completed) => actions.act(completed ? 'complete' : 'reopen', [task])}
          />
        </span>
        <TextField
          label="Title"
          value={task.title}
          maxLength={titleMaxLength}
          isRequired
          save={(title) => change({ title })}
          className="min-w-0 flex-1 rounded-lg font-semibold text-lg leading-7 tracking-tight"
        />
        <button type="button" onClick={close} aria-label="Close" className={`${iconButton} -mt-1 -mr-2`}>
          <CloseIcon />
        </button>
      </div>
      <TextField
        label="Notes"
        value={task.notes ?? ''}
        maxLength={notesMaxLength}
        placeholder="Notes"
        isMultiline
        save={(notes) => change({ notes })}
        className="mt-3 min-h-16 w-full rounded-lg text-sm leading-6"
      />
      <dl className="mt-4 grid gap-1 border-line border-t pt-4">
        <Fact icon={<CalendarIcon />} name="Due">
          <DueField due={task.due} change={(due) => change({ due })} />
        </Fact>
        <Fact icon={<RepeatIcon />} name="Repeat">
          <select
            aria-label="Repeat"
            value={rule}
            onChange={({ currentTarget: { value } }) =>
              change({ recurrence: value === '' ? null : { rrule: value } })
            }
            className={fieldStyle}
          >
            <option value="">Does not repeat</option>
            {[...new Set([...(rule === '' ? [] : [rule]), ...rules])].map((each) => (
              <option key={each} value={each}>
                {recurrenceWords({
                  rrule: each,
                  fromCompletion: each === rule && task.recurrence?.fromCompletion === true,
                })}
              </option>
            ))}
          </select>
        </Fact>
        <Fact icon={<FlagIcon />} name="Priority">
          <select
            aria-label="Priority"
            value={task.priority}
            onChange={({ currentTarget: { value } }) => change({ priority: value as typeof task.priority })}
            className={fieldStyle}
          >
            {priorities.map((each) => (
              <option key={each} value={each}>
                {priorityNames[each]}
              </option>
            ))}
          </select>
        </Fact>
        <Fact icon={<FolderIcon />} name="Project">
          <select
            aria-label="Project"
            value={task.projectId ?? ''}
            onChange={({ currentTarget: { value } }) => change({ projectId: value === '' ? null : value })}
            className={fieldStyle}
          >
            <option value="">Inbox</option>
            {projects.map((project) => (
              <option key={project.id} value={project.id}>
                {project.name}
              </option>
            ))}
          </select>
        </Fact>
        <LabelField labels={task.labels} change={(labels) => change({ labels })} />
      </dl>
      <SubtaskList subtasks={task.subtasks} change={(subtasks) => change({ subtasks })} />
      <div className="mt-auto flex items-center justify-between pt-6">
        <p className="text-muted text-xs">
          Created{' '}
          {new Date(task.createdAt).toLocaleDateString('en-GB', {
            day: 'numeric',
            month: 'short',
            year: 'numeric',
            timeZone,
          })}
        </p>
        <button
          type="button"
          aria-label="Delete this task"
          onClick={() => {
            close();
            actions.act('delete', [task]);
          }}
          className={`${iconButton} hover:text-danger`}
        >
          <TrashIcon />
        </button>
      </div>
    </div>
  );
}
