import { button, element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { uploadFiles } from "./uploads.js";

/** Uploads go on while another view is shown, so their lines outlive the area. */
let list = null;
let tellView = () => {};

/** The area that takes files, dropped or chosen, and shows how their upload goes. @param {() => void} changed */
export function dropZone(changed) {
    list ??= element("ul", { class: "uploads", "aria-label": text("upload.list") });
    tellView = changed;
    const take = files => uploadFiles([...files], list, () => tellView());
    const input = element("input", {
        type: "file", multiple: true, hidden: true, "aria-label": text("upload.choose"),
        change: () => { take(input.files); input.value = ""; },
    });
    const zone = element("section", { class: "drop-zone", "aria-label": text("upload.title") },
        element("p", {}, text("upload.explanation"), " ", button(text("upload.choose"), { class: "primary", click: () => input.click() })),
        input, list);
    takeDrops(zone, take);
    return zone;
}

function takeDrops(zone, take) {
    const mark = isOver => zone.classList.toggle("over", isOver);
    zone.addEventListener("dragover", event => { event.preventDefault(); mark(true); });
    zone.addEventListener("dragleave", () => mark(false));
    zone.addEventListener("drop", event => {
        event.preventDefault();
        mark(false);
        take(event.dataTransfer.files);
    });
}
