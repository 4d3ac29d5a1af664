// Tells the versions of the packages that are installed.
import { readFileSync } from 'node:fs';

const installed = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const wanted = JSON.parse(readFileSync('package.json')).dependencies;

console.log(JSON.stringify(Object.fromEntries(Object.keys(wanted).map((name) => [name, installed(name)]))));
