import { KeyRound } from "lucide-react";
import Link from "next/link";
import { KeyList } from "@/components/keys/key-list";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { SettingsActions } from "../actions";
import type { SettingsFacts } from "../settings-facts";
import { NewKey } from "./new-key";

type ApiKeysProps = {
  keys: SettingsFacts["keys"];
  soldWith: SettingsFacts["soldWith"];
  manages: boolean;
  verified: boolean;
  now: Date;
  actions: Pick<SettingsActions, "createKey" | "rotateKey" | "revokeKey">;
};

/** The organization's keys, where its plan has them; else what has. */
export function ApiKeys({ keys, soldWith, manages, verified, now, actions }: ApiKeysProps) {
  if (!keys) return <NotInPlan soldWith={soldWith} />;
  if (!manages) return <p className="text-muted-foreground text-sm">Owners and admins look after the keys.</p>;
  return (
    <div className="grid gap-4">
      {keys.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No keys yet"
          description="A key lets your own server read your plan, usage and limits."
          className="py-8"
        />
      ) : (
        <KeyList keys={keys} now={now} rotateKey={actions.rotateKey} revokeKey={actions.revokeKey} />
      )}
      {verified ? (
        <NewKey createKey={actions.createKey} />
      ) : (
        <p className="text-muted-foreground text-sm">Verify your e-mail address to make keys.</p>
      )}
    </div>
  );
}

function NotInPlan({ soldWith }: { soldWith: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted-foreground text-sm">
        Your plan has no API access{soldWith ? `; ${soldWith} has it` : ""}.
      </p>
      <Button asChild variant="outline" size="sm">
        <Link href="/billing">See plans</Link>
      </Button>
    </div>
  );
}
