package io.coddiwomple.sandbox.apps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;

/** Sends a line, and takes the line that comes back for the answer. Owned by the loop's thread. */
final class LineCalling extends SimpleChannelInboundHandler<ByteBuf> {
    private final Attempt attempt;

    LineCalling(Attempt attempt) {
        this.attempt = attempt;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var _ = context.writeAndFlush(Unpooled.copiedBuffer(attempt.call().body() + "\n", StandardCharsets.UTF_8));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        String text = line.toString(StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        attempt.head(0, blank < 0 ? "" : text.substring(0, blank), "");
        attempt.succeed(text.substring(blank + 1));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        attempt.fail(Attempt.text(failure));
    }
}
