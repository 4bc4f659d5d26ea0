import type { Due, DueInput } from '@todo-chatbot/contracts';
import { addDays, dueDay, placeOf, timeAt } from '../../lib/due-dates.ts';
import { toInstant } from '../../lib/wall-clock.ts';
import { useMoment } from '../todo/task-services.tsx';
import { fieldStyle } from './fact.tsx';

const quick = 'h-8 rounded-lg border border-line px-2.5 text-sm transition-colors hover:border-control';

/** The day, and if wanted the time with its zone. What is shown are the clocks of the zone that the task was meant for. */
export function DueField(props: {
  readonly due: Due | null;
  readonly change: (due: DueInput | null) => void;
}) {
  const { due, change } = props;
  const moment = useMoment();
  const zone = due !== null && 'at' in due ? due.timeZone : moment.timeZone;
  const day = due === null ? '' : dueDay(due, zone);
  const time = due !== null && 'at' in due ? timeAt(Date.parse(due.at), zone) : '';

  const set = (next: { readonly day?: string; readonly time?: string; readonly zone?: string }) => {
    const wanted = { day, time, zone, ...next };
    if (wanted.day === '') change(null);
    else if (wanted.time === '') change({ date: wanted.day });
    else change({ at: toInstant(`${wanted.day}T${wanted.time}`, wanted.zone), timeZone: wanted.zone });
  };

  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap gap-x-1 sm:flex-nowrap">
        <input
          type="date"
          aria-label="Due date"
          value={day}
          min="1970-01-01"
          max="2200-12-31"
          onChange={({ currentTarget: { value } }) => {
            if (value !== day && (value === '' || value >= '1970')) set({ day: value });
          }}
          className={fieldStyle}
        />
        {due !== null && (
          <input
            type="time"
            aria-label="Due time"
            value={time}
            onChange={({ currentTarget: { value } }) => set({ time: value })}
            className={`${fieldStyle} max-w-28 shrink-0 px-1`}
          />
        )}
      </div>
      {due !== null && 'at' in due && (
        <select
          aria-label="Time zone"
          value={zone}
          onChange={({ currentTarget: { value } }) => set({ zone: value })}
          className={fieldStyle}
        >
          {[...new Set([zone, moment.timeZone, ...Intl.supportedValuesOf('timeZone')])].map((each) => (
            <option key={each} value={each}>
              {placeOf(each)}
            </option>
          ))}
        </select>
      )}
      <div className="flex flex-wrap gap-1.5 px-2 py-1">
        <button type="button" className={quick} onClick={() => set({ day: moment.today })}>
          Today
        </button>
        <button type="button" className={quick} onClick={() => set({ day: addDays(moment.today, 1) })}>
          Tomorrow
        </button>
        {due !== null && (
          <button type="button" className={quick} onClick={() => change(null)}>
            No date
          </button>
        )}
      </div>
    </div>
  );
}
