"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useProgressOf } from "@/components/navigation/progress";
import { EntryGroups, resultWords } from "@/components/palette/entry-groups";
import { useGeneralActions } from "@/components/palette/general-actions";
import { isComposing } from "@/components/palette/is-composing";
import { matching } from "@/components/palette/match";
import { PaletteDialog, PaletteGroup, PaletteItem, PaletteMessage } from "@/components/palette/palette-dialog";
import type { PaletteProps } from "@/components/palette/palette-provider";
import { adminSearchQuery, type SearchAnswer } from "@/lib/api/queries";
import { useAdminActions } from "./admin-actions";
import { type CustomerTask, customerTasks } from "./customer-tasks";
import { OrganizationActions } from "./organization-actions";
import { organizationOf, SearchResults } from "./search-results";

type FoundOrganization = SearchAnswer["organizations"][number];

/** The palette of the admin area: finds organizations, people and invoices, goes to pages, and runs actions. */
export default function AdminPalette({ open, onOpenChange, pages }: PaletteProps) {
  const router = useRouter();
  const showProgress = useProgressOf();
  const [text, setText] = useState("");
  const [value, setValue] = useState("");
  const [chosen, setChosen] = useState<FoundOrganization | null>(null);
  const [task, setTask] = useState<CustomerTask | null>(null);
  const search = useQuery(adminSearchQuery(text));
  const actions = [...useAdminActions(), ...useGeneralActions()];
  const results = search.data;
  useHighlight(open, setValue);
  const found =
    (task ? 0 : matching(pages, text).length + matching(customerTasks, text).length + matching(actions, text).length) +
    (results ? results.organizations.length + results.people.length + results.invoices.length : 0);
  const close = () => {
    onOpenChange(false);
    setText("");
    setChosen(null);
    setTask(null);
  };
  const openPage = (href: string) => {
    close();
    showProgress(() => router.push(href));
  };
  const back = () => {
    setChosen(null);
    setTask(null);
  };
  const startTask = (next: CustomerTask) => {
    setTask(next);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if ((chosen || task) && event.key === "Backspace" && text === "") return back();
    const organization = isAtEnd(event) ? organizationOf(results, value) : undefined;
    if (chosen || task || !organization) return;
    event.preventDefault();
    setChosen(organization);
    setText("");
  };
  return (
    <PaletteDialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      placeholder={placeholderOf(chosen, task)}
      text={text}
      onText={setText}
      status={search.isFetching ? "Searching" : search.isError ? searchFailed : resultWords(found)}
      value={value}
      onValue={setValue}
      onKeyDown={onKeyDown}
      busy={search.isFetching}
      {...(chosen || task ? { before: <BackButton onClick={back} /> } : {})}
      hints={[
        ["↑↓", "select"],
        ["↵", "open"],
        ...(chosen || task ? ([["⌫", "back"]] as const) : []),
        ...(!chosen && !task && organizationOf(results, value) ? ([["→", "more actions"]] as const) : []),
        ["esc", "close"],
      ]}
    >
      {chosen ? (
        <OrganizationActions organization={chosen} text={text} openPage={openPage} close={close} />
      ) : task ? (
        <>
          <Message
            failed={search.isError}
            searching={search.isFetching}
            found={found}
            start={text === "" ? task.label : null}
          />
          {results && (
            <SearchResults
              results={results}
              outdated={search.isPlaceholderData}
              openPage={(page) => openPage(`${page}${task.to}`)}
            />
          )}
        </>
      ) : (
        <>
          <Message failed={search.isError} searching={search.isFetching} found={found} />
          {results && <SearchResults results={results} outdated={search.isPlaceholderData} openPage={openPage} />}
          <PaletteGroup title="For a customer">
            {matching(customerTasks, text).map((each) => (
              <PaletteItem
                key={each.label}
                value={`task ${each.label}`}
                icon={each.icon}
                label={`${each.label}…`}
                onSelect={() => startTask(each)}
              />
            ))}
          </PaletteGroup>
          <EntryGroups
            text={text}
            pages={pages}
            actions={actions}
            openPage={openPage}
            runAction={({ run }) => {
              close();
              run();
            }}
          />
        </>
      )}
    </PaletteDialog>
  );
}

/** Highlights the first entry when the highlighted one is gone, as it is when new results replace it. Enter would do nothing. */
function useHighlight(open: boolean, setValue: (value: string) => void): void {
  // After every render, because results come and go without a change of what was typed.
  useEffect(() => {
    if (!open) return;
    const entries = [...document.querySelectorAll('[cmdk-item]:not([aria-disabled="true"])')];
    if (entries.some((entry) => entry.getAttribute("aria-selected") === "true")) return;
    const first = entries[0]?.getAttribute("data-value");
    if (first) setValue(first);
  });
}

function placeholderOf(chosen: FoundOrganization | null, task: CustomerTask | null): string {
  if (chosen) return `What to do with ${chosen.name}`;
  return task
    ? "Which customer? Enter a name, email or invoice number"
    : "Search organizations, people, invoices and pages";
}

/** The right arrow moves the caret, unless it is at the end already. */
function isAtEnd({ key, target }: KeyboardEvent): boolean {
  return key === "ArrowRight" && target instanceof HTMLInputElement && target.selectionStart === target.value.length;
}

function BackButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label="Back to the search"
      onClick={onClick}
      className="-m-1 rounded-sm p-1 text-muted-foreground hover:bg-accent hover:text-foreground"
    >
      <ArrowLeft className="size-4" />
    </button>
  );
}

const searchFailed = "The search failed. Type again to retry.";

type MessageProps = {
  failed: boolean;
  searching: boolean;
  found: number;
  /** The task that a customer is chosen for, until something is typed. */
  start?: string | null;
};

function Message({ failed, searching, found, start }: MessageProps) {
  if (failed) {
    return <PaletteMessage className="py-3 text-left text-destructive-ink">{searchFailed}</PaletteMessage>;
  }
  if (found > 0) return null;
  if (start) return <PaletteMessage>{start}: choose the customer first.</PaletteMessage>;
  return (
    <PaletteMessage>
      {searching ? "Searching…" : "No matches. To find an invoice, enter its full number or Stripe ID."}
    </PaletteMessage>
  );
}
