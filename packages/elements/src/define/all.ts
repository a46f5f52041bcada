import './softphone.js';
import './customer.js';
