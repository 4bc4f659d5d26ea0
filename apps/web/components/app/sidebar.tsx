import { useQuery } from '@tanstack/react-query';
import type { TaskCounts } from '@todo-chatbot/contracts';
import type { ReactNode } from 'react';
import { countsQuery, labelsQuery, projectsQuery } from '../../lib/task-query.ts';
import { type FixedView, type View, viewNames } from '../../lib/views.ts';
import {
  CalendarIcon,
  ChatIcon,
  CheckIcon,
  ClockIcon,
  DoneIcon,
  InboxIcon,
  ListIcon,
  SearchIcon,
  SunIcon,
} from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';
import { Count, FiledList, link, type ManageFiling } from './filed-list.tsx';
import { ViewLink } from './view-link.tsx';

const icons: Readonly<Record<FixedView, ReactNode>> = {
  all: <ListIcon />,
  today: <SunIcon />,
  upcoming: <CalendarIcon />,
  overdue: <ClockIcon />,
  inbox: <InboxIcon />,
  completed: <DoneIcon />,
};
const order = ['inbox', 'today', 'upcoming', 'overdue', 'all', 'completed'] as const;

/** Every place to go: the views, the projects, the labels, and what else the application has. */
export function Sidebar(props: {
  readonly view: View;
  readonly footer: ReactNode;
  readonly showChat: () => void;
  readonly manage: ManageFiling;
}) {
  const { view, footer, showChat, manage } = props;
  const { api, timeZone } = useTaskServices();
  const { data: counts } = useQuery(countsQuery(api, timeZone));
  const { data: projects = [] } = useQuery(projectsQuery(api));
  const { data: labels = [] } = useQuery(labelsQuery(api));

  return (
    <div className="flex min-h-full flex-col">
      <p className="flex h-9 items-center gap-2.5 px-2 font-semibold text-sm tracking-tight">
        <span className="grid size-7 place-items-center rounded-lg bg-accent text-on-accent">
          <CheckIcon className="size-4 stroke-[2.5]" />
        </span>
        Todo Chatbot
      </p>
      <nav aria-label="Views" className="mt-5 flex-1">
        <ul className="grid grid-cols-1 gap-0.5">
          <li>
            <ViewLink
              view={{ kind: 'search', words: '' }}
              isCurrent={view.kind === 'search'}
              className={link}
            >
              <SearchIcon />
              <span className="flex-1">Search</span>
              <kbd className="rounded border border-line px-1.5 font-sans text-muted text-xs max-lg:hidden">
                /
              </kbd>
            </ViewLink>
          </li>
          <li>
            <button
              type="button"
              onClick={showChat}
              aria-keyshortcuts="c"
              className={`${link} w-full text-left`}
            >
              <ChatIcon />
              <span className="flex-1">Assistant</span>
              <kbd className="rounded border border-line px-1.5 font-sans text-muted text-xs max-lg:hidden">
                C
              </kbd>
            </button>
          </li>
          {order.map((kind) => (
            <li key={kind}>
              <ViewLink view={{ kind }} isCurrent={view.kind === kind} className={link}>
                {icons[kind]}
                <span className="flex-1">{viewNames[kind]}</span>
                <Count number={countOf(kind, counts)} isUrgent={kind === 'overdue'} />
              </ViewLink>
            </li>
          ))}
        </ul>
        <FiledList
          kind="projects"
          items={projects}
          view={view}
          countOf={({ id }) => counts?.projects[id]}
          manage={manage}
        />
        <FiledList
          kind="labels"
          items={labels}
          view={view}
          countOf={({ name }) => counts?.labels[name]}
          manage={manage}
        />
      </nav>
      <div className="mt-6">{footer}</div>
    </div>
  );
}

function countOf(kind: FixedView, counts: TaskCounts | undefined): number | undefined {
  if (counts === undefined || kind === 'completed') return undefined;
  return kind === 'all' ? counts.pending : counts[kind];
}
