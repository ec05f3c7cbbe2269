import { ApiError, address, call, failure } from "../base/api.js";
import { button, element, setText } from "../base/dom.js";
import { size } from "../base/formats.js";
import { problemText } from "../base/problems.js";
import { session } from "../base/session.js";
import { text } from "../base/texts.js";

const shownSeconds = 4;

/** The upload of one file and the making of its job, with a line that shows how it goes. */
export class Upload {
    #file;
    #draft;
    #changed;
    #bar = element("progress", { max: 1, value: 0 });
    #state = element("span", { role: "status" });
    #again = button(text("upload.again"), { hidden: true, click: () => this.send() });
    /** The same for each try, so that a repeated one makes nothing twice. */
    #idempotencyKey = Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(16)).join("-");

    /** @param {Object} draft The job, but for its document. */
    constructor(file, draft, changed) {
        this.#file = file;
        this.#draft = draft;
        this.#changed = changed;
        this.#bar.setAttribute("aria-label", text("upload.progress", { name: draft.documentName }));
        this.element = element("li", {}, element("span", { class: "name" }, draft.documentName), ` ${size(file.size)} `,
            this.#bar, this.#state, this.#again);
    }

    /** Uploads the file and makes its job. A failure is told on the line, with a button to try again. */
    async send() {
        this.#again.hidden = true;
        this.#show("upload.sending");
        try {
            const uploaded = await this.#sendBytes();
            const body = { ...this.#draft, documentUrl: uploaded.url };
            await call("ocr-invoice-job", {
                method: "POST", parameters: { process: "true" }, body, idempotencyKey: `job-${this.#idempotencyKey}`,
            });
            this.#show("upload.done");
            setTimeout(() => this.element.remove(), shownSeconds * 1000);
        } catch (error) {
            this.#fail(error);
        }
        this.#changed();
    }

    #show(key) {
        this.element.classList.remove("problem");
        setText(this.#state, text(key));
    }

    #fail(error) {
        this.element.classList.add("problem");
        setText(this.#state, problemText(error));
        this.#again.hidden = false;
        this.#again.setAttribute("aria-label", `${text("upload.again")}: ${this.#draft.documentName}`);
    }

    /** By XMLHttpRequest, which tells how much of a body was sent; fetch does not. */
    #sendBytes() {
        return new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.open("POST", address("ocr-invoice-document"));
            for (const [name, value] of Object.entries(session.headers())) request.setRequestHeader(name, value);
            request.setRequestHeader("Content-Type", "application/octet-stream");
            request.setRequestHeader("Idempotency-Key", `document-${this.#idempotencyKey}`);
            request.upload.addEventListener("progress", event => { this.#bar.value = event.loaded / (event.total || 1); });
            request.addEventListener("error", () => reject(new ApiError({ code: "unreachable" }, 0)));
            request.addEventListener("load", () => {
                if (request.status === 201) resolve(JSON.parse(request.responseText).data);
                else reject(failure(request.responseText, request.status, true));
            });
            request.send(this.#file);
        });
    }
}
