import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { createAccountClient } from '../../lib/account-client.ts';
import { primaryButton } from '../buttons.ts';
import { CheckIcon } from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';
import { FormField } from './form-field.tsx';
import { errorOf, ProblemAlert } from './problem-alert.tsx';

const words = {
  'sign-in': { title: 'Sign in', ask: 'New here?', other: 'Make an account' },
  'sign-up': { title: 'Make an account', ask: 'Have an account?', other: 'Sign in' },
} as const;
type Mode = keyof typeof words;

/** Signing in, or making an account. The address stays, so that one comes back to where one was. */
export function SignInPage() {
  const [mode, setMode] = useState<Mode>('sign-in');
  const [api] = useState(() => createAccountClient((input, init) => fetch(input, init)));
  const { zone } = useTaskServices();
  const attempt = useMutation({
    mutationFn: (given: { readonly email: string; readonly password: string }) =>
      mode === 'sign-in' ? api.signIn(given) : api.signUp({ ...given, timeZone: zone.here }),
    // A new page: nothing that was read for another account is left in it.
    onSuccess: ({ account }) => {
      if (account !== null) zone.learn(account.timeZone);
      window.location.reload();
    },
  });
  const { title, ask, other } = words[mode];
  const isBusy = attempt.isPending || attempt.isSuccess;
  const fieldErrors = {
    email: errorOf(attempt.error, '/email'),
    password: errorOf(attempt.error, '/password'),
  };
  const isOfField = fieldErrors.email !== undefined || fieldErrors.password !== undefined;

  useEffect(() => {
    document.title = `${title} · Todo Chatbot`;
  }, [title]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    attempt.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
  };

  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center px-4 py-10">
      <p className="flex items-center gap-2.5 font-semibold tracking-tight">
        <span className="grid size-8 place-items-center rounded-lg bg-accent text-on-accent">
          <CheckIcon className="size-5 stroke-[2.5]" />
        </span>
        Todo Chatbot
      </p>
      <h1 className="mt-6 font-semibold text-2xl tracking-tight">{title}</h1>
      <form onSubmit={submit} noValidate className="mt-5 grid gap-4" key={mode}>
        <FormField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          required
          maxLength={254}
          error={fieldErrors.email}
        />
        <FormField
          label="Password"
          name="password"
          type="password"
          autoComplete={mode === 'sign-in' ? 'current-password' : 'new-password'}
          required
          maxLength={256}
          error={fieldErrors.password}
          {...(mode === 'sign-up' && {
            hint: 'At least 10 characters: a few words are easy to keep in mind.',
          })}
        />
        <ProblemAlert error={isOfField ? null : attempt.error} />
        <button type="submit" aria-disabled={isBusy} className={primaryButton}>
          {isBusy ? 'One moment…' : title}
        </button>
      </form>
      <p className="mt-6 text-muted text-sm">
        {ask}{' '}
        <button
          type="button"
          onClick={() => {
            attempt.reset();
            setMode(mode === 'sign-in' ? 'sign-up' : 'sign-in');
          }}
          className="py-1 font-medium text-accent-strong underline underline-offset-4"
        >
          {other}
        </button>
      </p>
    </main>
  );
}
