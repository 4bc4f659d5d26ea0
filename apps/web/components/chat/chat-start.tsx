const examples = [
  'Remind me to call Ada tomorrow at 5pm',
  'What is due this week?',
  'What did I finish last week?',
] as const;

/** Before the first message: what can be said, by examples that every assistant understands. */
export function ChatStart({ say }: { readonly say: (text: string) => void }) {
  return (
    <div className="grid gap-2 pt-2">
      <p className="text-muted text-sm leading-6">
        Say what there is to do, or ask about your tasks. Nothing is deleted before you have approved it.
      </p>
      <ul className="mt-2 grid gap-2">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => say(example)}
              className="w-full rounded-xl border border-line px-3.5 py-2.5 text-left text-sm transition-colors hover:border-control"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
