import { expect, it } from "vitest";
import { allOperations } from "@/lib/api/operations";
import { listedActions } from "../listed-actions";
import { wordsOf } from "./declared";
import { type Reviewed, reviewed, withoutConfirmation } from "./reviewed";
import { declaredActions, declaredPages } from "./source";

const asObject = (table: Reviewed, words = (who: string) => who) =>
  Object.fromEntries([...table].map(([name, who]) => [name, words(who)]));

it("every API operation is for those that the reviewed list names, and no one else", () => {
  const declared = Object.fromEntries(allOperations.map(({ id, operation }) => [id, wordsOf(operation)]));
  expect(declared).toEqual(asObject(reviewed("API operations")));
});

it("every page is for those that the reviewed list names, and no one else", () => {
  // The source doesn't say what each visitor sees of a page that anyone may open.
  const open = (who: string) => (who === "anyone" || who === "any person" ? "anyone or any person" : who);
  expect(declaredPages()).toEqual(asObject(reviewed("Pages"), open));
});

it("every server action is for those that the reviewed list names, and no one else", () => {
  // Whether it asks for confirmation, the verb it calls decides: `e2e/security` tests that.
  expect(declaredActions()).toEqual(asObject(reviewed("Server actions"), withoutConfirmation));
});

it("the reviewed list says of each server action what kind of caller the security suite takes it for", () => {
  const kinds = Object.fromEntries(
    [...reviewed("Server actions")].map(([name, who]) => [
      name,
      who === "anyone"
        ? who
        : who.startsWith("platform admin")
          ? "platform admin"
          : who.startsWith("any person")
            ? "person"
            : "member",
    ]),
  );
  const listed = Object.entries(listedActions).map(([name, { caller }]) => [
    name,
    caller === "admin" ? "platform admin" : caller,
  ]);
  expect(kinds).toEqual({ ...Object.fromEntries(listed), ...signedOutToo });
});

/** They work without a session, too, and do nothing then. */
const signedOutToo = { "components/shell/actions.ts#signOut": "person" };
