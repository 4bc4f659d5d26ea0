import { useMutation } from '@tanstack/react-query';
import { dangerButton, plainButton } from './buttons.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { Setting } from './setting.tsx';
import { useAccountClient } from './use-account.ts';

/** A new page: nothing of the account is left in it, and the API asks for somebody to sign in. */
const leave = () => window.location.assign('/');

/** Who is signed in, and leaving: here, or everywhere. */
export function SignOutSetting({ email }: { readonly email: string }) {
  const api = useAccountClient();
  const here = useMutation({ mutationFn: api.signOut, onSuccess: leave });
  const everywhere = useMutation({ mutationFn: api.signOutEverywhere, onSuccess: leave });
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
