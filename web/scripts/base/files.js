import { download } from "./api.js";
import { element } from "./dom.js";

/** Gives the person an answer as a file. A request needs the key in a header, so a link cannot do it. @returns {Promise<Headers>} */
export async function giveFile(path, parameters, name) {
    const { blob, headers } = await download(path, parameters);
    give(blob, name);
    return headers;
}

/** Gives the person a file. */
export function give(blob, name) {
    const link = element("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
