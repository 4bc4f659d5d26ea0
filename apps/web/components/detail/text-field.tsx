import { type KeyboardEvent, useState } from 'react';

/** Text that looks like text until it is edited; saved when it is left, given up with Escape. It grows with what it holds. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isMultiline?: boolean;
  readonly save: (value: string) => void;
  readonly className: string;
}) {
  const {
    label,
    value,
    maxLength,
    placeholder,
    isRequired = false,
    isMultiline = false,
    save,
    className,
  } = props;
  /** What is being typed; `null` while it is not edited, so that changes from elsewhere are seen. */
  const [draft, setDraft] = useState<string | null>(null);

  const finish = () => {
    if (draft === null) return;
    setDraft(null);
    const next = isMultiline ? draft : draft.trim();
    if (next !== value && !(isRequired && next === '')) save(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape' && draft !== null) {
      event.preventDefault();
      event.stopPropagation();
      setDraft(null);
    }
    if (event.key === 'Enter' && (!isMultiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.blur();
    }
  };

  return (
    <textarea
      dir="auto"
      aria-label={label}
      rows={1}
      value={draft ?? value}
      maxLength={maxLength}
      placeholder={placeholder}
      onChange={({ currentTarget }) =>
        setDraft(isMultiline ? currentTarget.value : currentTarget.value.replaceAll('\n', ' '))
      }
      onBlur={finish}
      onKeyDown={onKeyDown}
      className={`field-sizing-content resize-none bg-transparent px-1 placeholder:text-muted ${className}`}
    />
  );
}
