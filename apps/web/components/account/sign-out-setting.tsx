import { dangerButton, plainButton } from '../buttons.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { Setting } from './setting.tsx';
import { useSignOut } from './use-account.ts';

/** Who is signed in, and leaving: here, or everywhere. */
export function SignOutSetting({ email }: { readonly email: string }) {
  const here = useSignOut('here');
  const everywhere = useSignOut('everywhere');
  return (
    <Setting title="Account" hint={<span className="wrap-anywhere">Signed in as {email}</span>}>
      <div className="flex flex-wrap gap-2">
        <button type="button" onClick={() => here.mutate()} className={plainButton}>
          Sign out
        </button>
        <button type="button" onClick={() => everywhere.mutate()} className={dangerButton}>
          Sign out everywhere
        </button>
      </div>
      <ProblemAlert error={here.error ?? everywhere.error} />
    </Setting>
  );
}
