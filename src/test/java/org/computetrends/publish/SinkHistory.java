package org.computetrends.publish;

/** What sinks say of their past, and give up of it, asked of every sink. */
abstract class SinkHistory extends SinkEvolution {}
