import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { useTaskServices } from '../todo/task-services.tsx';

const SignInPage = lazy(async () => ({ default: (await import('./sign-in-page.tsx')).SignInPage }));

const never = () => false;

/** The application, until the API asks for somebody to sign in: then that, at the same address. */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const { signIn } = useTaskServices();
  const isNeeded = useSyncExternalStore(signIn.subscribe, signIn.isNeeded, never);
  return isNeeded ? (
    <Suspense>
      <SignInPage />
    </Suspense>
  ) : (
    children
  );
}
