"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { useProgressOf } from "@/components/navigation/progress";
import { EntryGroups, resultWords } from "@/components/palette/entry-groups";
import { useGeneralActions } from "@/components/palette/general-actions";
import { isComposing } from "@/components/palette/is-composing";
import { matching } from "@/components/palette/match";
import { PaletteDialog, PaletteMessage } from "@/components/palette/palette-dialog";
import type { PaletteProps } from "@/components/palette/palette-provider";
import { adminSearchQuery, type SearchAnswer } from "@/lib/api/queries";
import { useAdminActions } from "./admin-actions";
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
  const search = useQuery(adminSearchQuery(text));
  const actions = [...useAdminActions(), ...useGeneralActions()];
  const results = search.data;
  const found =
    matching(pages, text).length +
    matching(actions, text).length +
    (results ? results.organizations.length + results.people.length + results.invoices.length : 0);
  const close = () => {
    onOpenChange(false);
    setText("");
    setChosen(null);
  };
  const openPage = (href: string) => {
    close();
    showProgress(() => router.push(href));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (chosen && event.key === "Backspace" && text === "") return setChosen(null);
    const organization = isAtEnd(event) ? organizationOf(results, value) : undefined;
    if (chosen || !organization) return;
    event.preventDefault();
    setChosen(organization);
    setText("");
  };
  return (
    <PaletteDialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      placeholder={chosen ? `What to do with ${chosen.name}` : "Search organizations, people, invoices and pages"}
      text={text}
      onText={setText}
      status={search.isFetching ? "Searching" : search.isError ? searchFailed : resultWords(found)}
      value={value}
      onValue={setValue}
      onKeyDown={onKeyDown}
      busy={search.isFetching}
      {...(chosen ? { before: <BackButton onClick={() => setChosen(null)} /> } : {})}
      hints={[
        ["↑↓", "select"],
        ["↵", "open"],
        ...(chosen ? ([["⌫", "back"]] as const) : []),
        ...(!chosen && organizationOf(results, value) ? ([["→", "more actions"]] as const) : []),
        ["esc", "close"],
      ]}
    >
      {chosen ? (
        <OrganizationActions organization={chosen} text={text} openPage={openPage} close={close} />
      ) : (
        <>
          <Message failed={search.isError} searching={search.isFetching} found={found} />
          {results && <SearchResults results={results} outdated={search.isPlaceholderData} openPage={openPage} />}
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

function Message({ failed, searching, found }: { failed: boolean; searching: boolean; found: number }) {
  if (failed) {
    return <PaletteMessage className="py-3 text-left text-destructive-ink">{searchFailed}</PaletteMessage>;
  }
  if (found > 0) return null;
  return (
    <PaletteMessage>
      {searching ? "Searching…" : "No matches. To find an invoice, enter its full number or Stripe ID."}
    </PaletteMessage>
  );
}
