'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { addressWith, goTo, newConversation, usePlace } from '../../lib/place.ts';
import { knownTask, projectsQuery } from '../../lib/task-query.ts';
import { addressOf, type View } from '../../lib/views.ts';
import { SignInGate } from '../account/sign-in-gate.tsx';
import { ChatIcon, MenuIcon, PlusIcon } from '../icons.tsx';
import { NoticeRegion } from '../notices/notice-region.tsx';
import { openFilter } from '../todo/filter-control.tsx';
import { focusAfter, focusedTask, focusRow, moveFocus } from '../todo/row-focus.ts';
import { TaskServicesProvider, useTaskServices } from '../todo/task-services.tsx';
import { TaskView, titleOf } from '../todo/task-view.tsx';
import { useSelection } from '../todo/use-selection.ts';
import type { FilingRequest } from './filed-list.tsx';
import { SidePanel } from './side-panel.tsx';
import { Sidebar } from './sidebar.tsx';
import { SidebarFooter } from './sidebar-footer.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const Modal = lazy(async () => ({ default: (await import('../dialogs/modal.tsx')).Modal }));
const TaskDetails = lazy(async () => ({
  default: (await import('../detail/task-details.tsx')).TaskDetails,
}));
const ChatPanel = lazy(async () => ({ default: (await import('../chat/chat-panel.tsx')).ChatPanel }));
const FilingDialog = lazy(async () => ({
  default: (await import('../filing/filing-dialog.tsx')).FilingDialog,
}));
const HelpSheet = lazy(async () => ({ default: (await import('../dialogs/help-sheet.tsx')).HelpSheet }));
const SettingsDialog = lazy(async () => ({
  default: (await import('../account/settings-dialog.tsx')).SettingsDialog,
}));
const CommandPalette = lazy(async () => ({
  default: (await import('../dialogs/command-palette.tsx')).CommandPalette,
}));

/** The application. @param rendered the view of the page that the server sent */
export function TaskApp({ rendered }: { readonly rendered: View }) {
  return (
    <TaskServicesProvider>
      <SignInGate>
        <Frame rendered={rendered} />
        <NoticeRegion />
      </SignInGate>
    </TaskServicesProvider>
  );
}

type Dialog = 'palette' | 'help' | 'settings' | 'menu' | FilingRequest | null;

/** Navigation, list, and what stands beside it. */
function Frame({ rendered }: { readonly rendered: View }) {
  const { actions, api, client } = useTaskServices();
  const place = usePlace(rendered);
  const { view, filter, openTask, openChat } = place;
  const { data: projects } = useQuery(projectsQuery(api));
  const field = useRef<HTMLInputElement>(null);
  const latestChat = useRef(newConversation);
  const [isChatAskedFor, setChatAskedFor] = useState(false);
  const selection = useSelection(JSON.stringify([view, filter]));
  const [dialog, setDialog] = useState<Dialog>(null);
  const closeDialog = () => setDialog(null);
  const title = titleOf(view, projects);

  useEffect(() => {
    document.title = `${title} · Todo Chatbot`;
  }, [title]);
  // A view that is gone to closes the menu that led there.
  const address = addressOf(view);
  const [menuAddress, setMenuAddress] = useState(address);
  if (menuAddress !== address) {
    setMenuAddress(address);
    if (dialog === 'menu') setDialog(null);
  }

  const quickAdd = () => {
    if (view.kind === 'search' || view.kind === 'completed') goTo('/');
    else if (filter.status === 'completed') goTo(addressWith({ status: null }));
    requestAnimationFrame(() => document.getElementById('new-task')?.focus());
  };
  const closeTask = () => {
    if (openTask === null) return;
    goTo(addressWith({ task: null }));
    requestAnimationFrame(() => focusRow(openTask));
  };
  const showChat = () => {
    setDialog(null);
    setChatAskedFor(true);
    if (openChat === null || openTask !== null)
      goTo(addressWith({ chat: openChat ?? latestChat.current, task: null }));
    else document.getElementById('chat-text')?.focus();
  };
  const closeChat = () => {
    latestChat.current = openChat ?? newConversation;
    goTo(addressWith({}), { endsChat: true });
  };
  const onFocusedTask = (act: (id: string) => void) => {
    const id = focusedTask();
    if (id !== null) act(id);
  };
  const change = (action: 'complete' | 'delete') =>
    onFocusedTask((id) => {
      const task = knownTask(client, id);
      if (task === undefined) return;
      focusAfter(id);
      actions.act(action === 'complete' && task.completed ? 'reopen' : action, [task]);
    });

  useShortcuts({
    quickAdd,
    search: () => (view.kind === 'search' ? field.current?.focus() : goTo('/search')),
    chat: showChat,
    filter: openFilter,
    move: moveFocus,
    complete: () => change('complete'),
    remove: () => change('delete'),
    select: () => onFocusedTask(selection.toggle),
    undo: actions.undoLatest,
    palette: () => setDialog('palette'),
    help: () => setDialog('help'),
    settings: () => setDialog('settings'),
    dismiss: () => {
      if (selection.isOn) selection.clear();
      else if (openTask !== null) closeTask();
      else if (openChat !== null) closeChat();
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  });

  const footer = (
    <SidebarFooter
      showHelp={() => setDialog('help')}
      showPalette={() => setDialog('palette')}
      showSettings={() => setDialog('settings')}
    />
  );

  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)] wide:grid-cols-[15rem_minmax(0,1fr)_auto]">
      <aside
        aria-label="Navigation"
        className="sticky top-0 h-dvh overflow-y-auto border-line border-r bg-canvas p-3 pt-4 max-lg:hidden"
      >
        <Sidebar view={view} footer={footer} showChat={showChat} manage={setDialog} />
      </aside>
      <header className="sticky top-0 z-10 flex h-13 items-center justify-between bg-canvas/90 px-2 backdrop-blur lg:hidden">
        <button
          type="button"
          aria-label="Menu"
          aria-expanded={dialog === 'menu'}
          onClick={() => setDialog('menu')}
          className="grid size-11 place-items-center rounded-xl"
        >
          <MenuIcon />
        </button>
        <div className="flex">
          <button
            type="button"
            aria-label="Assistant"
            onClick={showChat}
            className="grid size-11 place-items-center rounded-xl"
          >
            <ChatIcon />
          </button>
          <button
            type="button"
            aria-label="Add a task"
            onClick={quickAdd}
            className="grid size-11 place-items-center rounded-xl text-accent"
          >
            <PlusIcon className="size-6" />
          </button>
        </div>
      </header>
      <TaskView place={place} field={field} selection={selection} />
      {openTask !== null ? (
        <SidePanel label="Details" close={closeTask}>
          <TaskDetails key={openTask} id={openTask} close={closeTask} />
        </SidePanel>
      ) : (
        openChat !== null && (
          <SidePanel label="Assistant" close={closeChat}>
            <ChatPanel open={openChat} close={closeChat} autoFocus={isChatAskedFor} />
          </SidePanel>
        )
      )}
      <Suspense>
        {dialog === 'menu' && (
          <Modal label="Menu" shape="drawer" close={closeDialog}>
            <div className="min-h-full p-4">
              <Sidebar view={view} footer={footer} showChat={showChat} manage={setDialog} />
            </div>
          </Modal>
        )}
        {dialog === 'help' && <HelpSheet close={closeDialog} />}
        {dialog === 'settings' && <SettingsDialog close={closeDialog} />}
        {dialog === 'palette' && (
          <CommandPalette
            close={closeDialog}
            quickAdd={quickAdd}
            showChat={showChat}
            showHelp={() => setDialog('help')}
            showSettings={() => setDialog('settings')}
            manage={setDialog}
          />
        )}
        {dialog !== null && typeof dialog === 'object' && (
          <FilingDialog request={dialog} close={closeDialog} />
        )}
      </Suspense>
    </div>
  );
}
