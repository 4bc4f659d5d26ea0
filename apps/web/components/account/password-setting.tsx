import type { FormEvent } from 'react';
import { plainButton } from '../buttons.ts';
import { FormField } from './form-field.tsx';
import { errorOf, ProblemAlert } from './problem-alert.tsx';
import { Setting } from './setting.tsx';
import { accountKeys, useAccountClient, useChange } from './use-account.ts';

/** A new password; whoever else is signed in is signed out by it. */
export function PasswordSetting({ email }: { readonly email: string }) {
  const api = useAccountClient();
  const change = useChange(accountKeys.account, (password: { current: string; new: string }) =>
    api.changeAccount({ password }),
  );
  const errors = {
    current: errorOf(change.error, '/password/current'),
    new: errorOf(change.error, '/password/new'),
  };
  const isOfField = errors.current !== undefined || errors.new !== undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    if (change.isPending) return;
    change.mutate(
      { current: String(fields.get('current')), new: String(fields.get('new')) },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <Setting title="Password" hint="A new one signs out every other browser.">
      <form onSubmit={submit} noValidate className="grid gap-3 sm:grid-cols-2">
        {/* Tells password managers whose it is. */}
        <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
        <FormField
          label="Present password"
          name="current"
          type="password"
          autoComplete="current-password"
          maxLength={256}
          error={errors.current}
        />
        <FormField
          label="New password"
          name="new"
          type="password"
          autoComplete="new-password"
          maxLength={256}
          hint="At least 10 characters."
          error={errors.new}
        />
        <div className="sm:col-span-2">
          <button type="submit" aria-disabled={change.isPending} className={plainButton}>
            Change password
          </button>
        </div>
      </form>
      <p role="status" className="text-muted text-sm empty:hidden">
        {change.isSuccess && 'The password is changed.'}
      </p>
      <ProblemAlert error={isOfField ? null : change.error} />
    </Setting>
  );
}
