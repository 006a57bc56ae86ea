import type { ProfileQuestion } from "@/lib/products";

type ProfileListProps = { questions: readonly ProfileQuestion[]; profile: Readonly<Record<string, string>> };

/** The organization's answers, for members who can't change them. */
export function ProfileList({ questions, profile }: ProfileListProps) {
  return (
    <dl className="grid gap-2 text-sm">
      {questions.map(({ key, label, choices }) => (
        <div key={key} className="flex flex-wrap justify-between gap-x-4">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="font-medium">
            {choices.find(({ value }) => value === profile[key])?.label ?? "Not answered"}
          </dd>
        </div>
      ))}
      <p className="text-muted-foreground">Only owners and admins can change this.</p>
    </dl>
  );
}
