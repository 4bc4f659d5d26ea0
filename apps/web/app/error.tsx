'use client';

/** Shown when rendering fails: a fault of the page itself, not of the API. */
export default function PageError({ reset }: { readonly reset: () => void }) {
  return (
    <main
      className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-3 px-6"
      role="alert"
    >
      <h1 className="font-semibold text-2xl tracking-tight">This page broke</h1>
      <p className="text-muted">Your tasks are safe on the server. Showing the page again usually helps.</p>
      <button
        type="button"
        onClick={reset}
        className="mt-3 rounded-xl bg-accent px-4 py-2.5 font-medium text-on-accent hover:bg-accent-strong"
      >
        Show it again
      </button>
    </main>
  );
}
