/** How one customer was found: `equal`, `repaired`, left to a person, or changing at this moment. */
export type Verdict = "equal" | "repaired" | "needs_person" | "on_its_way";
