import "server-only";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";

/**
 * Ends a server action that changed what other pages show, or where they lead, without setting a cookie. The browser keeps pages, and
 * where they redirected to, for half a minute: it forgets all of them, because a path was revalidated.
 */
export function redirectAfterChange(path: string): never {
  revalidatePath(path.split("?", 1)[0] ?? path);
  redirect(path);
}
