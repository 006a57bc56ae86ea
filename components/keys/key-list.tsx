import { type KeyActions, KeyRow, type ShownKey } from "./key-row";

type KeyListProps = KeyActions & { keys: readonly ShownKey[]; now: Date };

export function KeyList({ keys, now, rotateKey, revokeKey }: KeyListProps) {
  return (
    <ul className="divide-y">
      {keys.map((key) => (
        <KeyRow key={key.id} shownKey={key} now={now} rotateKey={rotateKey} revokeKey={revokeKey} />
      ))}
    </ul>
  );
}
