import type { View } from '../../lib/views.ts';
import {
  CalendarIcon,
  CheckIcon,
  DoneIcon,
  FolderIcon,
  InboxIcon,
  SearchIcon,
  SunriseIcon,
  TagIcon,
} from '../icons.tsx';
import { ListMessage } from './list-message.tsx';

const hint = 'max-w-sm text-muted text-sm';

/** A view without tasks: what that means there, and what would bring one. */
export function EmptyView({ view }: { readonly view: View }) {
  const { icon: Icon, title, text } = wordsOf(view);
  return (
    <ListMessage icon={<Icon className="size-6" />} title={title}>
      <p className={hint}>{text}</p>
    </ListMessage>
  );
}

function wordsOf(view: View) {
  switch (view.kind) {
    case 'all':
      return {
        icon: SunriseIcon,
        title: 'Nothing here yet',
        text: 'Write down the first thing on your mind and press Enter. “Call Ada tomorrow 5pm” works too.',
      };
    case 'inbox':
      return { icon: InboxIcon, title: 'Your inbox is empty', text: 'Tasks without a project wait here.' };
    case 'today':
      return {
        icon: SunriseIcon,
        title: 'Nothing due today',
        text: 'Enjoy it, or write down what you want to do.',
      };
    case 'upcoming':
      return {
        icon: CalendarIcon,
        title: 'Nothing coming up',
        text: 'Give a task a date: “Friday”, “every month”.',
      };
    case 'overdue':
      return { icon: CheckIcon, title: 'Nothing is overdue', text: 'You are on top of it.' };
    case 'completed':
      return { icon: DoneIcon, title: 'Nothing completed yet', text: 'What you complete appears here.' };
    case 'project':
      return {
        icon: FolderIcon,
        title: 'Nothing to do here',
        text: 'What you add here goes into this project.',
      };
    case 'label':
      return { icon: TagIcon, title: 'No task has this label', text: 'What you add here gets it.' };
    case 'search':
      return view.words === ''
        ? {
            icon: SearchIcon,
            title: 'Search all your tasks',
            text: 'In titles, notes and steps, done ones too.',
          }
        : { icon: SearchIcon, title: 'Nothing found', text: 'Fewer or shorter words find more.' };
  }
}
