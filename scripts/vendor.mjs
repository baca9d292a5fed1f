// Copies third-party front-end code from node_modules into static/vendor (never committed)
// and bundles the text editor. Run by `npm run build`.
import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const kern = join(root, "node_modules/@kern-ux/native");
const vendor = join(root, "static/vendor");

// The cuts our pages use; the package ships 32 of them (4 MB).
const CUTS = ["Regular", "Italic", "Medium", "SemiBold"];
// What the small font files hold; scripts/web_fonts.py cuts them by the same list.
const LATIN = (await readFile(join(root, "scripts/latin.txt"), "utf8")).trim();

async function copyKern() {
  const target = join(vendor, "kern");
  await mkdir(join(target, "fonts"), { recursive: true });
  await cp(join(kern, "dist/kern.min.css"), join(target, "kern.min.css"));
  for (const cut of CUTS) {
    const file = `FiraSans-${cut}.woff2`;
    await cp(join(kern, "dist/fonts/fira-sans", file), join(target, "fonts", file));
  }
  await writeFile(join(vendor, "fonts.css"), await fontFaces());
}

async function fontFaces() {
  const all = await readFile(join(kern, "dist/fonts/fira-sans.css"), "utf8");
  const faces = all.match(/@font-face\s*{[^}]*}/g).filter((face) =>
    CUTS.some((cut) => face.includes(`FiraSans-${cut}.woff2`)),
  );
  if (faces.length !== CUTS.length) {
    throw new Error(`Expected ${CUTS.length} font faces, found ${faces.length}.`);
  }
  // Later faces win: what stands in German and English comes from the small file, all else from the whole one.
  const whole = faces.map((face) => fromFolder(face, "./kern/fonts/"));
  const small = faces.map((face) => fromFolder(face, "./fonts/").replace("}", `  unicode-range: ${LATIN};\n}`));
  return [...whole, ...small].join("\n");
}

function fromFolder(face, folder) {
  return face.replace("./fira-sans/", folder).replace("}", "  font-display: swap;\n}");
}

// The serif font of printed reports: letters of western languages and those of our neighbours.
async function copySerif() {
  const source = join(root, "node_modules/@fontsource/source-serif-4");
  const target = join(vendor, "serif");
  await mkdir(target, { recursive: true });
  for (const letters of ["latin", "latin-ext"]) {
    for (const cut of ["400-normal", "400-italic", "600-normal"]) {
      const file = `source-serif-4-${letters}-${cut}.woff2`;
      await cp(join(source, "files", file), join(target, file));
    }
  }
  await cp(join(source, "LICENSE"), join(target, "LICENSE.txt"));
}

// Letters and signs that Fira Sans does not have, for printed reports: Greek, Cyrillic, the true hyphen.
async function copyNoto() {
  const target = join(vendor, "noto");
  await mkdir(target, { recursive: true });
  for (const cut of ["Regular", "Bold"]) {
    const file = `NotoSans-${cut}.woff2`;
    await cp(join(kern, "dist/fonts/noto-sans", file), join(target, file));
  }
}

async function copySortable() {
  await mkdir(vendor, { recursive: true });
  await cp(join(root, "node_modules/sortablejs/Sortable.min.js"), join(vendor, "sortable.min.js"));
}

// Only what computes: the widget is 83 kB, and our own script needs none of it.
async function copyAltcha() {
  const source = join(root, "node_modules/altcha");
  const target = join(vendor, "altcha");
  await mkdir(target, { recursive: true });
  await cp(join(source, "dist/workers/pbkdf2.js"), join(target, "pbkdf2.js"));
  await cp(join(source, "LICENSE.txt"), join(target, "LICENSE.txt"));
}

async function copyLeaflet() {
  const source = join(root, "node_modules/leaflet");
  const target = join(vendor, "leaflet");
  await mkdir(target, { recursive: true });
  // Without the line that names its source map, which is not shipped.
  const script = await readFile(join(source, "dist/leaflet.js"), "utf8");
  await writeFile(join(target, "leaflet.js"), script.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  await cp(join(source, "dist/leaflet.css"), join(target, "leaflet.css"));
  await cp(join(source, "dist/images"), join(target, "images"), { recursive: true });
  await cp(join(source, "LICENSE"), join(target, "LICENSE.txt"));
}

// One file for every page: on a phone each request costs more than the bytes of the parts it does not use.
async function bundleSite() {
  await build({
    entryPoints: [join(root, "static/css/site.css")],
    outfile: join(vendor, "site.css"),
    bundle: true,
    minify: true,
    external: ["*.woff2"],
    legalComments: "none",
  });
}

async function bundleEditor() {
  await build({
    entryPoints: [join(root, "static/js/richtext.js")],
    outfile: join(vendor, "editor/richtext.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "linked",
  });
}

await rm(vendor, { recursive: true, force: true });
await Promise.all([copyKern(), copySerif(), copyNoto(), copySortable(), copyAltcha(), copyLeaflet(), bundleEditor()]);
await bundleSite();
