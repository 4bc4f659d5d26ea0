import { DialogHeader } from './dialog-header.tsx';
import { Modal } from './modal.tsx';

const keys: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Anywhere',
    [
      ['q', 'Quick add'],
      ['/', 'Search'],
      ['c', 'Chat with the assistant'],
      ['Ctrl K', 'Go anywhere, do anything'],
      ['Ctrl Z', 'Take back the last change'],
      [',', 'Settings'],
      ['?', 'This sheet'],
      ['Esc', 'Close, or clear the selection'],
    ],
  ],
  [
    'In a list',
    [
      ['j  k', 'Next and previous task'],
      ['Enter', 'Open'],
      ['e', 'Complete, or open again'],
      ['x', 'Select'],
      ['f', 'Filter'],
      ['Delete', 'Delete'],
    ],
  ],
  [
    'On a project or label',
    [
      ['F2', 'Name and colour'],
      ['Delete', 'Delete'],
    ],
  ],
];

const phrases: readonly (readonly [string, string])[] = [
  ['tomorrow 5pm', 'when it is due'],
  ['every 2nd Tuesday', 'repeats; every! counts from completion'],
  ['p1', 'priority, p1 to p4'],
  ['#Home', 'project'],
  ['@errand', 'label'],
  ['"tomorrow"', 'quotes keep words in the title'],
];

const key = 'whitespace-nowrap rounded-md border border-line bg-surface px-1.5 py-0.5 font-sans text-xs';

/** What the keys do, and what quick add understands. */
export function HelpSheet({ close }: { readonly close: () => void }) {
  return (
    <Modal label="Keyboard and quick add" shape="centre" close={close}>
      <div className="p-6">
        <DialogHeader title="Keyboard and quick add" close={close} />
        <div className="mt-4 grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {keys.map(([title, list]) => (
            <section key={title}>
              <h3 className="font-medium text-muted text-xs">{title}</h3>
              <dl className="mt-2 grid gap-2 text-sm">
                {list.map(([keyName, what]) => (
                  <div key={keyName} className="flex items-center justify-between gap-4">
                    <dt className="order-2">
                      <kbd className={key}>{keyName}</kbd>
                    </dt>
                    <dd>{what}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <section className="mt-6">
          <h3 className="font-medium text-muted text-xs">Quick add reads</h3>
          <dl className="mt-2 grid gap-2 text-sm">
            {phrases.map(([phrase, what]) => (
              <div key={phrase} className="flex flex-wrap items-baseline gap-x-3">
                <dt className="w-44 font-medium text-accent-strong">{phrase}</dt>
                <dd className="text-muted">{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
