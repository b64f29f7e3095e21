#!/usr/bin/env node
import '../dist/src/boot/main.js';
