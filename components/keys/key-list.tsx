import { KeyRow, type KeyRowActions, type ShownKey } from "./key-row";

type KeyListProps = KeyRowActions & { keys: readonly ShownKey[]; now: Date };

export function KeyList({ keys, now, rotateKey, revokeKey }: KeyListProps) {
  return (
    <ul className="divide-y">
      {keys.map((key) => (
        <KeyRow key={key.id} shownKey={key} now={now} rotateKey={rotateKey} revokeKey={revokeKey} />
      ))}
    </ul>
  );
}
