import { button, element, setAttribute } from "../base/dom.js";
import { text } from "../base/texts.js";

/** Small pictures of a document's pages, loaded when they come into view. A single page has none. */
export function thumbnails(pages, show) {
    const list = element("nav", { class: "thumbnails", "aria-label": text("review.pages"), hidden: pages.list.length < 2 });
    const seen = new IntersectionObserver(entries => {
        for (const { isIntersecting, target } of entries) {
            if (!isIntersecting) continue;
            seen.unobserve(target);
            loadPicture(pages, target);
        }
    });
    if (pages.list.length > 1) {
        for (const { pageNumber } of pages.list) {
            const thumbnail = button(String(pageNumber), {
                "data-page": pageNumber, "aria-label": text("review.pageNumber", { number: pageNumber }), click: () => show(pageNumber),
            });
            list.append(thumbnail);
            seen.observe(thumbnail);
        }
    }
    const mark = number => {
        for (const thumbnail of list.children) {
            setAttribute(thumbnail, "aria-current", thumbnail.dataset.page === String(number) ? "page" : null);
        }
    };
    return { element: list, mark };
}

async function loadPicture(pages, thumbnail) {
    try {
        const source = await pages.picture(Number(thumbnail.dataset.page));
        thumbnail.prepend(element("img", { src: source, alt: "" }));
    } catch {
        // The number alone leads to the page, too.
    }
}
