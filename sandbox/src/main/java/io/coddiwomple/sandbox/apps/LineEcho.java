package io.coddiwomple.sandbox.apps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;

/** Answers each line with the server's name and the line. Owned by the loop's thread. */
final class LineEcho extends SimpleChannelInboundHandler<ByteBuf> {
    /** A longer line ends the connection. */
    static final int LONGEST = 8192;

    private final Site site;

    LineEcho(Site site) {
        this.site = site;
    }

    /** @param line one line, without what ends it */
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        if (site.failing() != Site.WELL) {
            var _ = context.close();
            return;
        }
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(site.name() + " ", StandardCharsets.UTF_8),
                line.retain(),
                Unpooled.copiedBuffer("\n", StandardCharsets.UTF_8)));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        var _ = context.close();
    }
}
