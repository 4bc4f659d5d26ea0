import type { ShownNotice } from '../../lib/notices.ts';
import { CloseIcon } from '../icons.tsx';

const button =
  'rounded-lg font-medium text-sm transition-colors hover:bg-on-notice/10 focus-visible:outline-notice-accent';

/** One notice: a sentence, what it offers (two things at most), and a button to close it. */
export function NoticeCard(props: {
  readonly notice: ShownNotice;
  readonly act: () => void;
  readonly actOtherwise: () => void;
  readonly close: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
}) {
  const { notice, act, actOtherwise, close, pause, resume } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only stops the time; every action is a button
    <div
      onMouseEnter={pause}
      onMouseLeave={resume}
      onFocus={pause}
      onBlur={resume}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      className={`enter-rise pointer-events-auto flex w-full max-w-md items-center justify-end gap-1 rounded-2xl bg-notice py-1.5 pr-1.5 pl-4 text-on-notice shadow-xl ${notice.otherOffer ? 'max-sm:flex-wrap' : ''}`}
    >
      {notice.tone === 'error' && (
        <span aria-hidden="true" className="mr-2 size-2 shrink-0 rounded-full bg-[oklch(0.68_0.19_25)]" />
      )}
      <p
        className={`min-w-0 flex-1 wrap-anywhere py-2 text-sm leading-5 ${notice.otherOffer ? 'max-sm:basis-full max-sm:pr-2.5' : ''}`}
      >
        {notice.text}
      </p>
      {notice.offer !== undefined && (
        <button type="button" onClick={act} className={`${button} h-9 shrink-0 px-3 text-notice-accent`}>
          {notice.offer.label}
        </button>
      )}
      {notice.otherOffer !== undefined && (
        <button
          type="button"
          onClick={actOtherwise}
          className={`${button} h-9 shrink-0 px-3 text-notice-accent`}
        >
          {notice.otherOffer.label}
        </button>
      )}
      <button
        type="button"
        onClick={close}
        aria-label="Close"
        className={`${button} grid size-9 shrink-0 place-items-center`}
      >
        <CloseIcon className="size-4" />
      </button>
    </div>
  );
}
