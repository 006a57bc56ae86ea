import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Posts a form like a browser, without following redirects. */
export async function postForm(
  url: string | null,
  fields: Record<string, string>,
): Promise<{ status: number; text: string; location: string | null }> {
  const answer = await fetch(url ?? "", { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
}

/** Posts a form twice, both headers arriving before either body, like a double click on a slow connection. */
export async function postTogether(url: string, fields: Record<string, string>): Promise<(number | undefined)[]> {
  const body = new URLSearchParams(fields).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": body.length };
  const posts = [1, 2].map(() => request(url, { method: "POST", headers }));
  const answers = posts.map(
    (post) =>
      new Promise<number | undefined>((resolve, reject) => {
        post.on("response", (answer) => resolve(answer.resume().statusCode)).on("error", reject);
        post.flushHeaders();
      }),
  );
  await sleep(50);
  for (const post of posts) post.end(body);
  return Promise.all(answers);
}
