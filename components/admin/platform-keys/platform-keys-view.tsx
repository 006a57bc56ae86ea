import { KeyRound } from "lucide-react";
import { KeyList } from "@/components/keys/key-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ListedPlatformKey } from "@/lib/keys";
import { defaultScopes, scopeNames } from "@/lib/keys/input";
import { Panel } from "../panel";
import { revokeKey, rotateKey } from "./actions";
import { NewPlatformKey } from "./new-platform-key";

export function PlatformKeysView({ keys, now }: { keys: readonly ListedPlatformKey[]; now: Date }) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Platform keys"
        description="Your own servers use platform keys to track usage and check limits and features, for any organization."
      />
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <Panel title="Keys">
          {keys.length === 0 ? (
            <EmptyState
              icon={KeyRound}
              title="No keys yet"
              description="Create one so your product can track usage."
              className="py-8"
            />
          ) : (
            <KeyList keys={keys} now={now} rotateKey={rotateKey} revokeKey={revokeKey} />
          )}
        </Panel>
        <Panel title="New key">
          <NewPlatformKey scopes={scopeNames} defaultScopes={defaultScopes} />
        </Panel>
      </div>
    </div>
  );
}
