import { DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";

type DeletionHeadProps = { title: string; description: string; points: readonly (string | null)[] };

/** How a dialog that deletes something for good begins: what it is about, and what will be gone. */
export function DeletionHead({ title, description, points }: DeletionHeadProps) {
  return (
    <>
      <DialogHeader>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{description}</DialogDescription>
      </DialogHeader>
      <ul className="grid list-disc gap-1.5 pl-5 text-sm">
        {points
          .filter((point) => point !== null)
          .map((point) => (
            <li key={point}>{point}</li>
          ))}
      </ul>
    </>
  );
}
