import { dayWords } from '../../lib/due-dates.ts';
import type { Chip, QuickAdd, Span } from '../../lib/quick-add.ts';
import { recurrenceWords } from '../../lib/recurrence-words.ts';
import { priorityNames } from '../app/colours.ts';
import { CalendarIcon, CloseIcon, FlagIcon, FolderIcon, RepeatIcon, TagIcon } from '../icons.tsx';

const icons = {
  due: CalendarIcon,
  recurrence: RepeatIcon,
  priority: FlagIcon,
  project: FolderIcon,
  label: TagIcon,
  unread: null,
} as const;

/** What was recognised in the line; dismissing one puts its phrase back into the title. */
export function QuickAddChips(props: {
  readonly line: QuickAdd;
  readonly today: string;
  readonly dismiss: (span: Span) => void;
}) {
  const { line, today, dismiss } = props;
  if (line.chips.length === 0) return null;
  return (
    <ul aria-label="Recognised" className="flex flex-wrap gap-1.5 px-3 pb-3">
      {line.chips.map((chip) => {
        const Icon = icons[chip.kind];
        const isUnread = chip.kind === 'unread';
        return (
          <li
            key={`${chip.kind}-${chip.start}`}
            data-chip={chip.kind}
            className={`flex min-h-8 max-w-full items-center gap-1.5 rounded-lg pl-2.5 text-sm ${isUnread ? 'bg-danger-soft pr-2.5 text-danger' : 'bg-accent-soft pr-0.5 text-accent-strong'}`}
          >
            {Icon !== null && <Icon className="size-4 shrink-0" />}
            <span className="truncate">
              {isUnread ? `Not understood: “${chip.text}”` : meaning(chip, line, today)}
            </span>
            {!isUnread && (
              <button
                type="button"
                onClick={() => dismiss(chip)}
                aria-label={`Keep “${chip.text}” in the title`}
                className="grid size-7 shrink-0 place-items-center rounded-md hover:bg-accent/15"
              >
                <CloseIcon className="size-3.5" />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function meaning(chip: Chip, line: QuickAdd, today: string): string {
  switch (chip.kind) {
    case 'due':
      // Day and time can stand apart ("tomorrow … 5pm"): then each says its own.
      return line.due === null || line.chips.filter(({ kind }) => kind === 'due').length > 1
        ? chip.text
        : localWords(line.due, today);
    case 'recurrence': {
      if (line.recurrence === null) return chip.text;
      const { rrule, anchor } = line.recurrence;
      return recurrenceWords({ rrule, fromCompletion: anchor === 'completion' });
    }
    case 'priority':
      return line.priority === null ? chip.text : priorityNames[line.priority];
    case 'project':
      return line.project ?? chip.text;
    default:
      return chip.text.replace(/^[@#]/, '');
  }
}

function localWords(local: string, today: string): string {
  const [day = '', time] = local.split('T');
  return `${dayWords(day, today)}${time === undefined ? '' : ` ${time.slice(0, 5)}`}`;
}
