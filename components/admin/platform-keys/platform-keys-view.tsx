import { KeyRound } from "lucide-react";
import { KeyList } from "@/components/keys/key-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ListedPlatformKey } from "@/lib/keys";
import type { PlatformKeyActions } from "../actions";
import { Panel } from "../panel";
import { NewPlatformKey } from "./new-platform-key";

type PlatformKeysViewProps = { keys: readonly ListedPlatformKey[]; now: Date; actions: PlatformKeyActions };

export function PlatformKeysView({ keys, now, actions }: PlatformKeysViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Platform keys"
        description="With a platform key your own servers report usage and ask for limits and features, for any organization."
      />
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <Panel title="Keys">
          {keys.length === 0 ? (
            <EmptyState
              icon={KeyRound}
              title="No keys yet"
              description="The first one lets your product report what it counts."
              className="py-8"
            />
          ) : (
            <KeyList keys={keys} now={now} rotateKey={actions.rotateKey} revokeKey={actions.revokeKey} />
          )}
        </Panel>
        <Panel title="New key">
          <NewPlatformKey createKey={actions.createKey} />
        </Panel>
      </div>
    </div>
  );
}
