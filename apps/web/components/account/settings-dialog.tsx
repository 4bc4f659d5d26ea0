import { DialogHeader } from '../dialogs/dialog-header.tsx';
import { Modal } from '../dialogs/modal.tsx';
import { AppearanceSetting } from './appearance-setting.tsx';
import { ExportSetting } from './export-setting.tsx';
import { FeedSetting } from './feed-setting.tsx';
import { ImportSetting } from './import-setting.tsx';
import { PasswordSetting } from './password-setting.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { ReminderSetting } from './reminder-setting.tsx';
import { SignOutSetting } from './sign-out-setting.tsx';
import { TimeZoneSetting } from './time-zone-setting.tsx';
import { TokenSetting } from './token-setting.tsx';
import { useSession } from './use-account.ts';

/** Everything that can be set. What needs somebody signed in is only there where people sign in. */
export function SettingsDialog({ close }: { readonly close: () => void }) {
  const { data: session, error } = useSession();
  const email = session?.authentication === 'on' ? (session.account?.email ?? null) : null;
  return (
    <Modal label="Settings" shape="centre" close={close}>
      <div className="p-4 pb-0 sm:p-6 sm:pb-1">
        <div className="pb-4">
          <DialogHeader title="Settings" close={close} />
        </div>
        <ProblemAlert error={error} />
        {email !== null && <SignOutSetting email={email} />}
        <AppearanceSetting />
        <TimeZoneSetting />
        <ReminderSetting />
        {email !== null && <PasswordSetting email={email} />}
        <FeedSetting />
        {email !== null && <TokenSetting />}
        <ExportSetting />
        <ImportSetting />
      </div>
    </Modal>
  );
}
